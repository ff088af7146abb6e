package io.billet.storage.api.broken;

import io.billet.renderer.broken.Renderer;

/** Sees what it should not. */
final class ApiThatSeesTheRenderer {
    Renderer seen = new Renderer();
}
