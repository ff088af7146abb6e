package io.billet.renderer.internal.html;

import io.billet.renderer.internal.nodes.ParseContext;

/** What the writers of one text share. */
record Writing(
        ParseContext context,
        Phrases phrases,
        int excerptLength,
        TextFlow text,
        HostSettings host,
        ForeignNodes foreign) {}
