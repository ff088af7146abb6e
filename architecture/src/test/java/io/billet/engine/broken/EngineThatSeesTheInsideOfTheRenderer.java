package io.billet.engine.broken;

import io.billet.renderer.broken.internal.rooms.Room;

/** Sees what it should not. */
final class EngineThatSeesTheInsideOfTheRenderer {
    Room seen = new Room();
}
