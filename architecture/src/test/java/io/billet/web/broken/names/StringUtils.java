package io.billet.web.broken.names;

/** Says nothing by its name. */
final class StringUtils {}
