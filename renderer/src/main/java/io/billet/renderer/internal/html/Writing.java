package io.billet.renderer.internal.html;

import io.billet.renderer.ImageSizes;
import io.billet.renderer.internal.nodes.Manuscript;

/** What the writers of all the pages of one manuscript share. */
record Writing(
        Manuscript manuscript,
        Phrases phrases,
        int excerptLength,
        TextFlow text,
        ImageSizes sizes,
        ForeignNodes foreign) {}
