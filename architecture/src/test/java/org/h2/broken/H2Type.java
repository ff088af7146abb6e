package org.h2.broken;

/** Stands for a type of a library that Billet hides. */
public class H2Type {}
