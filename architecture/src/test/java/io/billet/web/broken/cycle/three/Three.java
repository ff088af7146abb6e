package io.billet.web.broken.cycle.three;

import io.billet.web.broken.cycle.one.One;

public class Three {
    One next = new One();
}
