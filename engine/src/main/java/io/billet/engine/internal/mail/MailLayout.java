package io.billet.engine.internal.mail;

import java.util.function.Consumer;

/**
 * The one layout of all mails: the blog's name, what is said, a footer. Two tables without a role centre it where a mail
 * program knows no widths (Outlook); styles stand in the elements, because many programs drop style sheets, and the only sheet
 * is for those that show mail dark.
 */
final class MailLayout {

    /** What mail programs show beside the subject ends here: some go on with what follows, so blanks follow. */
    private static final String PREVIEW_ENDS = "\u034F\u200C\u00A0".repeat(80);

    private static final String SANS = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
    private static final String SERIF = "font-family:Charter,Georgia,'Times New Roman',serif";
    private static final String QUIET = "color:#635d53";

    static final String TITLE = "margin:0 0 12px;" + SERIF + ";font-size:30px;line-height:1.2;font-weight:bold";
    static final String LEAD = "margin:0 0 12px;" + SERIF + ";font-size:19px;line-height:1.5;" + QUIET;
    static final String BYLINE = "margin:0 0 28px;" + SANS + ";font-size:14px;line-height:1.5;" + QUIET;
    static final String TEXT = SERIF + ";font-size:17px;line-height:1.6;overflow-wrap:break-word;word-wrap:break-word";
    static final String PARAGRAPH = "margin:0 0 16px;" + SANS + ";font-size:16px;line-height:1.6";
    static final String BOX =
            "margin:24px 0 0;padding:20px 24px 4px;border:1px solid #ddd7cb;border-radius:8px;background:#f3f0e9";
    static final String BOX_TEXT = "margin:0 0 16px;" + SANS + ";font-size:16px;line-height:1.5";
    static final String QUIET_LINK = QUIET + ";text-decoration:underline";
    static final String INHERITED_LINK = "color:inherit;text-decoration:none";
    static final String SMALL = "margin:0 0 8px;" + SANS + ";font-size:13px;line-height:1.5;" + QUIET;
    private static final String BUTTON =
            "display:inline-block;padding:12px 22px;border-radius:6px;background:#8a2c1d;color:#ffffff;" + SANS
                    + ";font-size:16px;line-height:1.25;font-weight:bold;text-decoration:none";

    private static final String DARK = """
            <style>
            :root{color-scheme:light dark;supported-color-schemes:light dark}
            @media (prefers-color-scheme:dark){
            .b-page{background:#191816!important;color:#e6e1d8!important}
            .b-ink{color:#e6e1d8!important}
            .b-quiet{color:#aaa397!important}
            .b-rule{border-color:#3b3833!important}
            .b-box{background:#24221f!important;border-color:#3b3833!important}
            .b-button{background:#f0a58f!important;color:#2a0f08!important}
            .b-text a{color:#f0a58f!important}
            .b-text pre,.b-text code{background:#24221f!important;color:#e6e1d8!important}
            .b-text blockquote,.b-text .alert,.b-text .footnotes,.b-text hr,.b-text th,.b-text td{border-color:#56514a!important}
            }
            </style>
            """;

    private MailLayout() {}

    /**
     * Returns a whole document.
     *
     * @param preview what mail programs show beside the subject
     * @param said    writes what is said
     * @param footer  writes why it was sent
     */
    static String document(
            Wording words, String subject, String preview, Consumer<Markup> said, Consumer<Markup> footer) {
        Markup html = new Markup();
        html.constant("<!DOCTYPE html>\n")
                .begin("html", "lang", words.language().value(), "dir", words.direction());
        head(html, subject);
        html.begin("body", "class", "b-page", "style", "margin:0;padding:0;background:#fcfbf8;color:#22201c");
        html.begin(
                        "div",
                        "style",
                        "display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;mso-hide:all")
                .text(preview)
                .constant(PREVIEW_ENDS)
                .endLine();
        html.begin(
                "table",
                "role",
                "presentation",
                "class",
                "b-page",
                "width",
                "100%",
                "cellpadding",
                "0",
                "cellspacing",
                "0",
                "border",
                "0",
                "style",
                "width:100%;background:#fcfbf8;color:#22201c");
        html.begin("tr").begin("td", "align", "center", "style", "padding:24px 16px 40px");
        html.begin(
                "table",
                "role",
                "presentation",
                "width",
                "600",
                "cellpadding",
                "0",
                "cellspacing",
                "0",
                "border",
                "0",
                "style",
                "width:100%;max-width:600px;table-layout:fixed");
        html.begin("tr").begin("td", "align", start(words), "style", "text-align:" + start(words));
        name(html, words);
        said.accept(html);
        html.begin("div", "class", "b-rule", "style", "margin:40px 0 0;padding:20px 0 0;border-top:1px solid #ddd7cb");
        footer.accept(html);
        words.site()
                .letterhead()
                .postalAddress()
                .ifPresent(address -> html.element("p", address, "class", "b-quiet", "dir", "auto", "style", SMALL));
        html.endLine();
        for (int i = 0; i < 6; i++) {
            html.end();
        }
        return html.endLine().endLine().toString();
    }

    private static void head(Markup html, String subject) {
        html.constant("\n").begin("head").constant("\n");
        html.empty("meta", "charset", "utf-8").constant("\n");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .constant("\n");
        html.empty("meta", "name", "color-scheme", "content", "light dark").constant("\n");
        html.empty("meta", "name", "supported-color-schemes", "content", "light dark")
                .constant("\n");
        html.element("title", subject).constant("\n").constant(DARK).endLine();
    }

    private static String start(Wording words) {
        return words.language().isRightToLeft() ? "right" : "left";
    }

    private static void name(Markup html, Wording words) {
        var site = words.site();
        html.begin(
                        "p",
                        "class",
                        "b-rule",
                        "style",
                        "margin:0 0 28px;padding:0 0 16px;border-bottom:1px solid #ddd7cb;" + SANS
                                + ";font-size:16px;font-weight:bold")
                .begin(
                        "a",
                        "href",
                        site.baseUrl() + "/",
                        "class",
                        "b-ink",
                        "style",
                        "color:#22201c;text-decoration:none")
                .element("span", site.title(), "lang", site.language().value(), "dir", "auto")
                .end()
                .endLine();
    }

    /** Writes a link that looks like a button. */
    static void button(Markup html, String words, String url) {
        html.begin("p", "style", "margin:0 0 16px")
                .element("a", words, "href", url, "class", "b-button", "style", BUTTON)
                .endLine();
    }
}
