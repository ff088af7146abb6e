package gg.jte.broken;

/** Stands for a type of a library that Billet hides. */
public class JteException extends RuntimeException {}
