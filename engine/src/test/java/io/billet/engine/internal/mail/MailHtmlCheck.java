package io.billet.engine.internal.mail;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.nodes.XmlDeclaration;

/** Reads the HTML of a mail with a browser's parser and tells what may not stand in a mail; by lists of its own. */
final class MailHtmlCheck {

    private static final Set<String> ELEMENTS =
            Set.of(("html head meta title style body div table tbody tr td th thead tfoot"
                            + " caption colgroup col p a span br hr h1 h2 h3 h4 h5 h6 em strong code pre blockquote ul ol li dl dt dd img"
                            + " figure figcaption s del ins sub sup abbr mark kbd samp var cite small b i u section nav q time bdo bdi ruby"
                            + " rt rp wbr dfn address")
                    .split(" "));
    private static final Set<String> ATTRIBUTES =
            Set.of(("lang dir class style href src alt title width height align role"
                            + " cellpadding cellspacing border content name charset start reversed colspan rowspan scope cite datetime rel"
                            + " aria-label aria-hidden span")
                    .split(" "));
    private static final Set<String> URLS = Set.of("href", "src", "cite");
    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel");

    private MailHtmlCheck() {}

    static List<String> faults(String html) {
        List<String> faults = new ArrayList<>();
        Document document = Jsoup.parse(html);
        for (Element element : document.getAllElements()) {
            if (element != document) {
                look(element, faults);
            }
        }
        document.traverse((node, depth) -> look(node, faults));
        List<Element> sheets = document.select("style");
        if (sheets.size() != 1 || !sheets.get(0).parent().normalName().equals("head")) {
            faults.add(sheets.size() + " style sheets");
        } else if (!sheets.get(0).data().strip().startsWith(":root{color-scheme:light dark")
                || sheets.get(0).data().contains("url(")
                || sheets.get(0).data().contains("@import")) {
            faults.add("a style sheet that is not ours");
        }
        if (document.select("h1").isEmpty() && document.select("a.b-button").isEmpty()) {
            faults.add("says nothing");
        }
        return faults;
    }

    private static void look(Node node, List<String> faults) {
        boolean isKnown = node instanceof Element
                || node instanceof TextNode
                || node instanceof DocumentType
                || node instanceof DataNode data && data.parent().nodeName().equals("style");
        if (!isKnown || node instanceof XmlDeclaration) {
            faults.add("a node of " + node.nodeName());
        }
    }

    private static void look(Element element, List<String> faults) {
        String name = element.normalName();
        if (!ELEMENTS.contains(name)) {
            faults.add("element " + name);
        }
        for (Attribute attribute : element.attributes()) {
            String key = attribute.getKey().toLowerCase(Locale.ROOT);
            if (!ATTRIBUTES.contains(key)) {
                faults.add("attribute " + key + " of " + name);
            }
            if (URLS.contains(key)) {
                url(name, key, attribute.getValue(), faults);
            }
            if (key.equals("style")
                    && attribute.getValue().matches("(?is).*(url\\s*\\(|expression|@|/\\*|\\\\|position|behavior).*")) {
                faults.add("style " + attribute.getValue());
            }
        }
    }

    private static void url(String element, String key, String value, List<String> faults) {
        try {
            URI url = new URI(value);
            if (!url.isAbsolute() || !SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT))) {
                faults.add(key + " of " + element + ": " + value);
            }
            if (key.equals("src") && !url.getScheme().startsWith("http")) {
                faults.add("picture from " + value);
            }
        } catch (java.net.URISyntaxException e) {
            // Java knows less of addresses than browsers do; a scheme it must have.
            if (!value.matches("(?i)(https?://|mailto:|tel:).*")) {
                faults.add(key + " of " + element + ": " + value);
            }
        }
    }
}
