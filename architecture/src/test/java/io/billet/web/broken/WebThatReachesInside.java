package io.billet.web.broken;

import io.billet.engine.broken.internal.Hidden;

class WebThatReachesInside {
    Hidden hidden = new Hidden();
}
