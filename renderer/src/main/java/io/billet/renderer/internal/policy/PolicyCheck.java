package io.billet.renderer.internal.policy;

import io.billet.renderer.internal.syntax.CharacterReferences;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a fragment of HTML strictly and tells what a policy does not allow in it. It shares the {@link Vocabulary} with
 * the code that writes, and nothing else.
 */
public final class PolicyCheck {

    private static final int MOST = 100;

    private final Vocabulary vocabulary;
    private final String html;
    private final List<String> found = new ArrayList<>();
    private final StructureCheck structure = new StructureCheck();
    private int at;

    /** Creates the check of one fragment. */
    public PolicyCheck(Vocabulary vocabulary, String html) {
        this.vocabulary = vocabulary;
        this.html = html;
    }

    /** Returns a sentence for each violation, with its offset. */
    public List<String> violations() {
        while (at < html.length() && found.size() < MOST) {
            int next = html.indexOf('<', at);
            text(html.substring(at, next < 0 ? html.length() : next));
            if (next < 0) {
                break;
            }
            at = next;
            if (html.startsWith("</", at)) {
                endTag();
            } else {
                startTag();
            }
        }
        if (found.size() < MOST) {
            structure.open().forEach(name -> report("<" + name + "> is not closed"));
        }
        return List.copyOf(found);
    }

    private void text(String text) {
        structure.text(CharacterReferences.decode(text)).ifPresent(this::report);
    }

    private void endTag() {
        int end = nameEnd(at + 2);
        String name = html.substring(at + 2, end);
        if (end == at + 2 || end >= html.length() || html.charAt(end) != '>') {
            report("a malformed end tag");
            at += 2;
            return;
        }
        at = end + 1;
        if (!structure.end(name)) {
            report("</" + name + "> closes nothing");
        }
    }

    private void startTag() {
        int end = nameEnd(at + 1);
        String name = html.substring(at + 1, end);
        if (name.isEmpty()) {
            report("a < that begins no tag");
            at++;
            return;
        }
        if (!vocabulary.hasElement(name)) {
            report("element <" + name + ">");
        }
        if (name.equals("a") && structure.contains(name)) {
            report("a link in a link");
        }
        structure.begin(name).ifPresent(this::report);
        at = end;
        Set<String> seen = new HashSet<>();
        while (at < html.length() && html.charAt(at) == ' ' && !html.startsWith(" />", at)) {
            if (!attribute(name, seen)) {
                return;
            }
        }
        if (html.startsWith(" />", at) && Vocabulary.VOID.contains(name)) {
            at += 3;
        } else if (at < html.length() && html.charAt(at) == '>') {
            at++;
            if (!Vocabulary.VOID.contains(name)) {
                structure.push(name);
            }
        } else {
            report("a malformed tag <" + name);
        }
    }

    private boolean attribute(String element, Set<String> seen) {
        int end = nameEnd(at + 1);
        String name = html.substring(at + 1, end);
        if (name.isEmpty() || !html.startsWith("=\"", end)) {
            report("a malformed attribute of <" + element + ">");
            at = Math.max(end, at + 1);
            return false;
        }
        int close = html.indexOf('"', end + 2);
        if (close < 0) {
            report("an attribute of <" + element + "> without end");
            at = html.length();
            return false;
        }
        String raw = html.substring(end + 2, close);
        String value = CharacterReferences.decode(raw);
        if (hasOpenReference(raw)) {
            report("an ambiguous & in attribute " + name + " of <" + element + ">");
        }
        if (!seen.add(name)) {
            report("attribute " + name + " twice on <" + element + ">");
        }
        if (!vocabulary.hasAttribute(element, name)) {
            report("attribute " + name + " of <" + element + ">");
        } else if (!vocabulary.allows(element, name, value)) {
            report("value of attribute " + name + " of <" + element + ">");
        }
        at = close + 1;
        return true;
    }

    private static boolean hasOpenReference(String raw) {
        for (int i = raw.indexOf('&'); i >= 0; i = raw.indexOf('&', i + 1)) {
            if (CharacterReferences.end(raw, i, raw.length()) < 0) {
                return true;
            }
        }
        return false;
    }

    private int nameEnd(int from) {
        int i = from;
        while (i < html.length() && isNameCharacter(html.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }

    private void report(String what) {
        found.add(what + ", at offset " + Math.min(at, html.length()));
    }
}
