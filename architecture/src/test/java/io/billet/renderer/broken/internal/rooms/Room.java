package io.billet.renderer.broken.internal.rooms;

/** Stands for any class of the inside. */
public final class Room {}
