package io.billet.engine.broken;

/** Stands for any class of the engine. */
public final class Engine {}
