package io.billet.renderer.broken.internal.rooms;

import io.billet.renderer.broken.Door;

/** Sees what it should not. */
final class RoomThatSeesADoor {
    Door seen = new Door();
}
