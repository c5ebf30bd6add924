// The kind needs no form of its own: picking is known. What it adds stands here.
window.toyTruth = true;
