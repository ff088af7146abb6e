package io.billet.web.broken.inside;

import io.billet.web.broken.inside.internal.Room;

/** A door and its room know one another: that is no cycle. */
public class Door {
    Room room = new Room();
}
