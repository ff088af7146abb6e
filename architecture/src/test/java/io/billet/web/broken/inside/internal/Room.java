package io.billet.web.broken.inside.internal;

import io.billet.web.broken.inside.Door;

public class Room {
    Door door;
}
