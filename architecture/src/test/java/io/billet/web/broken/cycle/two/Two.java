package io.billet.web.broken.cycle.two;

import io.billet.web.broken.cycle.three.Three;

public class Two {
    Three next = new Three();
}
