package io.billet.renderer.internal.policy;

import java.util.Map;

/**
 * The inline styles of e-mail: many mail programs drop style sheets, so each element brings its own.
 * They are few and fixed, so that a check can tell ours from others.
 */
public final class EmailStyles {

    private static final String TEXT = "margin:0 0 16px;line-height:1.6";
    private static final String ALERT = "margin:0 0 16px;padding:8px 16px;border-left:4px solid #c8ccd0";
    private static final String CELL = "padding:6px 10px;border:1px solid #c8ccd0;text-align:";
    private static final Map<String, String> BY_ELEMENT = Map.ofEntries(
            Map.entry("p", TEXT),
            Map.entry("ul", "margin:0 0 16px;padding-left:24px;line-height:1.6"),
            Map.entry("ol", "margin:0 0 16px;padding-left:24px;line-height:1.6"),
            Map.entry("dl", TEXT),
            Map.entry("dt", "font-weight:bold"),
            Map.entry("dd", "margin:0 0 8px 24px"),
            Map.entry("h1", "margin:32px 0 16px;font-size:28px;line-height:1.25"),
            Map.entry("h2", "margin:28px 0 12px;font-size:23px;line-height:1.3"),
            Map.entry("h3", "margin:24px 0 12px;font-size:19px;line-height:1.35"),
            Map.entry("h4", "margin:20px 0 8px;font-size:17px;line-height:1.4"),
            Map.entry("h5", "margin:20px 0 8px;font-size:16px;line-height:1.4"),
            Map.entry("h6", "margin:20px 0 8px;font-size:16px;line-height:1.4"),
            Map.entry("blockquote", "margin:0 0 16px;padding:0 0 0 16px;border-left:4px solid #c8ccd0"),
            Map.entry(
                    "pre",
                    "margin:0 0 16px;padding:12px;background:#f4f5f6;white-space:pre-wrap;"
                            + "font-family:Consolas,Menlo,monospace;font-size:14px"),
            Map.entry("code", "font-family:Consolas,Menlo,monospace;font-size:14px"),
            Map.entry("img", "max-width:100%;height:auto;border:0"),
            Map.entry("figure", "margin:0 0 16px"),
            Map.entry("figcaption", "font-size:14px;line-height:1.4"),
            Map.entry("hr", "margin:24px 0;border:0;border-top:1px solid #c8ccd0"),
            Map.entry("table", "margin:0 0 16px;border-collapse:collapse"),
            Map.entry("th", CELL + "left"),
            Map.entry("td", CELL + "left"));

    private EmailStyles() {}

    /** Returns the style of an element, or the empty string if it needs none. */
    public static String of(String element) {
        return BY_ELEMENT.getOrDefault(element, "");
    }

    /** Returns the style of an alert: a bar beside it. */
    public static String ofAlert() {
        return ALERT;
    }

    /** Returns the style of a table cell. */
    public static String ofCell(String alignment) {
        return CELL + alignment;
    }

    static boolean isOurs(String style) {
        return BY_ELEMENT.containsValue(style)
                || style.equals(ALERT)
                || style.equals(CELL + "left")
                || style.equals(CELL + "center")
                || style.equals(CELL + "right");
    }
}
