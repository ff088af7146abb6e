package io.billet.web.broken.cycle.one;

import io.billet.web.broken.cycle.two.Two;

public class One {
    Two next = new Two();
}
