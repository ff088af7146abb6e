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

    /** Reads only what the policy has words for: what is not read stays text. */
    static Syntax of(Options options) {
        Vocabulary words = options.policy().vocabulary();
        Syntax syntax = new Syntax(
                options.has(MarkdownFeature.AUTOLINKS),
                options.has(MarkdownFeature.STRIKETHROUGH) && words.hasElement("del"),
                options.has(MarkdownFeature.FOOTNOTES) && words.hasElement("section"),
                options.has(MarkdownFeature.SUPERSCRIPT) && words.hasElement("sup"),
                options.has(MarkdownFeature.SUBSCRIPT) && words.hasElement("sub"),
                options.has(MarkdownFeature.EMOJI_SHORTCODES),
                options.has(MarkdownFeature.TABLES) && words.hasElement("table"),
                options.has(MarkdownFeature.TASK_LISTS),
                options.has(MarkdownFeature.DEFINITION_LISTS) && words.hasElement("dl"),
                options.has(MarkdownFeature.ALERTS) && words.hasElement("div"),
                options.has(MarkdownFeature.HEADING_ATTRIBUTES),
                options.has(MarkdownFeature.ABBREVIATIONS) && words.hasElement("abbr"),
                options.has(MarkdownFeature.TABLE_OF_CONTENTS) && words.hasElement("nav"),
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
