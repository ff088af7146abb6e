package io.billet.storage.jdbc.broken;

/** Stands for any class of a store. */
public final class Store {}
