package io.billet.renderer.broken;

/** Stands for any class of the renderer. */
public final class Renderer {}
