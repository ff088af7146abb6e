package io.billet.web.broken.names;

/** Breaks nothing: a word of the field that ends like one of the banned ones. */
final class Metadata {}
