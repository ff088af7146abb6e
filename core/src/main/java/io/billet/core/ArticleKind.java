package io.billet.core;

/** What an article is to a blog. */
public enum ArticleKind {
    /** One of the blog's articles: in lists, archives and feeds by its date. */
    POST,
    /** A page that stands by itself, such as an imprint or "about me": under its address only, in no list and no feed. */
    PAGE
}
