package io.billet.renderer.broken;

import io.billet.engine.broken.Engine;

/** Sees what it should not. */
final class RendererThatSeesTheEngine {
    Engine seen = new Engine();
}
