package io.billet.renderer.broken;

import io.billet.renderer.broken.internal.rooms.Room;

/** Knows the inside, which is right; the inside knows it, which is not. */
public final class Door {
    final Room behind = new Room();
}
