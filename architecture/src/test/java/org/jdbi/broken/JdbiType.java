package org.jdbi.broken;

/** Stands for a type of a library that Billet hides. */
public class JdbiType {}
