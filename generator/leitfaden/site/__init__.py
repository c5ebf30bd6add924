"""The learning site: one complete MkDocs project per language, finished pages, one script and one style."""

from leitfaden.site.compiler import SiteCompiler, compile_site
from leitfaden.site.look import Look

__all__ = ["Look", "SiteCompiler", "compile_site"]
