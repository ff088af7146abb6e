package io.billet.renderer;

/**
 * Which syntax a renderer reads: its features, in the form the parser asks for.
 *
 * @param specialCharacters by character, whether an inline may begin with it; not to be changed
 */
record Syntax(
        boolean autolinks,
        boolean strikethrough,
        boolean footnotes,
        boolean superscript,
        boolean subscript,
        boolean emoji,
        boolean tables,
        boolean taskLists,
        boolean definitionLists,
        boolean alerts,
        boolean headingAttributes,
        boolean abbreviations,
        boolean contents,
        boolean htmlBlocks,
        boolean[] specialCharacters) {

    static Syntax of(Options options) {
        Syntax syntax = new Syntax(
                options.has(MarkdownFeature.AUTOLINKS),
                options.has(MarkdownFeature.STRIKETHROUGH),
                options.has(MarkdownFeature.FOOTNOTES),
                options.has(MarkdownFeature.SUPERSCRIPT),
                options.has(MarkdownFeature.SUBSCRIPT),
                options.has(MarkdownFeature.EMOJI_SHORTCODES),
                options.has(MarkdownFeature.TABLES),
                options.has(MarkdownFeature.TASK_LISTS),
                options.has(MarkdownFeature.DEFINITION_LISTS),
                options.has(MarkdownFeature.ALERTS),
                options.has(MarkdownFeature.HEADING_ATTRIBUTES),
                options.has(MarkdownFeature.ABBREVIATIONS),
                options.has(MarkdownFeature.TABLE_OF_CONTENTS),
                options.policy() != HtmlPolicy.COMMENT,
                new boolean[128]);
        System.arraycopy(InlineReader.specials(syntax, ""), 0, syntax.specialCharacters, 0, 128);
        return syntax;
    }

    String inlineSpecials() {
        return (autolinks ? ":wW@" : "")
                + (strikethrough || subscript ? "~" : "")
                + (superscript ? "^" : "")
                + (emoji ? ":" : "");
    }
}
