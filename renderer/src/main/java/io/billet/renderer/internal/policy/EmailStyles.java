package io.billet.renderer.internal.policy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The inline styles of e-mail: many mail programs drop style sheets, so each element brings its own. They are few and fixed, so
 * that a check can tell ours from others. Bars and indents stand on the side where lines begin; by the name of the side, for
 * mail programs do not know logical ones.
 */
public enum EmailStyles {
    /** For a text that is written from left to right. */
    FROM_THE_LEFT("left"),
    /** For a text that is written from right to left. */
    FROM_THE_RIGHT("right");

    private static final String TEXT = "margin:0 0 16px;line-height:1.6";
    private static final String MONOSPACED = "font-family:Consolas,Menlo,monospace;font-size:14px";
    private static final String BAR = ":4px solid #c8ccd0";

    private final String start;
    private final Map<String, String> byElement;
    private final String alert;
    private final String cell;
    private final String nestedList;

    EmailStyles(String start) {
        this.start = start;
        alert = "margin:0 0 16px;padding:0 16px;border-" + start + BAR;
        cell = "padding:6px 10px;border:1px solid #c8ccd0;vertical-align:top;text-align:";
        String list = "padding:0;padding-" + start + ":24px;line-height:1.6";
        nestedList = "margin:0;" + list;
        list = "margin:0 0 16px;" + list;
        byElement = new HashMap<>(Map.of(
                "p",
                TEXT,
                "ul",
                list,
                "ol",
                list,
                "dl",
                TEXT,
                "dt",
                "font-weight:bold",
                "dd",
                "margin:0 0 8px;margin-" + start + ":24px",
                "blockquote",
                "margin:0 0 16px;padding:0;padding-" + start + ":16px;border-" + start + BAR,
                "a",
                "color:#8a2c1d",
                "hr",
                "margin:24px 0;border:0;border-top:1px solid #c8ccd0"));
        byElement.put("h1", "margin:32px 0 16px;font-size:28px;line-height:1.25");
        byElement.put("h2", "margin:28px 0 12px;font-size:23px;line-height:1.3");
        byElement.put("h3", "margin:24px 0 12px;font-size:19px;line-height:1.35");
        byElement.put("h4", "margin:20px 0 8px;font-size:17px;line-height:1.4");
        byElement.put("h5", "margin:20px 0 8px;font-size:16px;line-height:1.4");
        byElement.put("h6", "margin:20px 0 8px;font-size:16px;line-height:1.4");
        // Both colours, for a program that shows mail dark turns the one that it knows.
        byElement.put(
                "pre",
                "margin:0 0 16px;padding:12px;background:#f4f5f6;color:#22201c;white-space:pre-wrap;"
                        + "overflow-wrap:break-word;direction:ltr;text-align:left;line-height:1.5;" + MONOSPACED);
        byElement.put("code", MONOSPACED);
        byElement.put("img", "max-width:100%;height:auto;border:0");
        byElement.put("figure", "margin:0 0 16px");
        byElement.put("figcaption", "font-size:14px;line-height:1.4");
        byElement.put("table", "margin:0 0 16px;border-collapse:collapse;font-size:15px;line-height:1.45");
        byElement.put("th", cell + start);
        byElement.put("td", cell + start);
    }

    /** Returns those of a text. */
    public static EmailStyles of(boolean fromTheRight) {
        return fromTheRight ? FROM_THE_RIGHT : FROM_THE_LEFT;
    }

    /** Returns the style of an element, or the empty string if it needs none. */
    public String of(String element) {
        return byElement.getOrDefault(element, "");
    }

    /** Returns the style of an alert: a bar beside it. */
    public String ofAlert() {
        return alert;
    }

    /** Returns the style of a list in another one. */
    public String ofNestedList() {
        return nestedList;
    }

    /** Returns the style of the notes at the end. */
    public static String ofNotes() {
        return "margin:32px 0 0;padding:16px 0 0;border-top:1px solid #c8ccd0;font-size:15px";
    }

    /**
     * Returns the style of a table cell.
     *
     * @param alignment {@code left}, {@code center} or {@code right}; empty: where lines begin
     */
    public String ofCell(String alignment) {
        return cell + (alignment.isEmpty() ? start : alignment);
    }

    /** Returns the style of the box in which a table is scrolled that is wider than the mail. */
    public static String ofTableBox() {
        return "overflow-x:auto";
    }

    private static final Set<String> OURS = all();

    private static Set<String> all() {
        Set<String> all = new HashSet<>(Set.of(ofTableBox(), ofNotes()));
        for (EmailStyles side : values()) {
            all.addAll(side.byElement.values());
            all.add(side.alert);
            all.add(side.nestedList);
            for (String alignment : new String[] {"left", "center", "right"}) {
                all.add(side.ofCell(alignment));
            }
        }
        return Set.copyOf(all);
    }

    static boolean isOurs(String style) {
        return OURS.contains(style);
    }
}
