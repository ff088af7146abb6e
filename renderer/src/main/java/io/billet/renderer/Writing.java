package io.billet.renderer;

/** What the writers of all the pages of one manuscript share. */
record Writing(
        Manuscript manuscript,
        Phrases phrases,
        int excerptLength,
        TextFlow text,
        ImageSizes sizes,
        ForeignNodes foreign) {}
