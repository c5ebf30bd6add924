// Types for the checker alone; nothing here reaches a browser.

declare const __FILES__: Record<string, string>;
declare const __SENTENCES__: Record<string, string>;
