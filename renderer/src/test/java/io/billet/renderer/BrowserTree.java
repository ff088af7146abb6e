package io.billet.renderer;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nu.validator.htmlparser.common.XmlViolationPolicy;
import nu.validator.htmlparser.dom.HtmlDocumentBuilder;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What browsers make of a piece of HTML in a page: its tree, by the parser of the W3C's validator, which follows the WHATWG
 * algorithm to the letter.
 */
final class BrowserTree {

    private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9]+)[^>]*?( /)?>");
    private static final String VOID = " br hr img input col wbr ";

    private BrowserTree() {}

    /** What is wrong with a piece inside {@code <div id=container>…</div><p id=after>}, or the empty string. */
    static String problem(String html, boolean quirks) {
        Document page = parse((quirks ? "" : "<!DOCTYPE html>") + "<html><body><div id=\"container\">" + html
                + "</div><p id=\"after\">after</p></body></html>");
        Element body = (Element) page.getElementsByTagName("body").item(0);
        List<Node> children = elements(body);
        boolean inside = children.size() == 2
                && "container".equals(((Element) children.get(0)).getAttribute("id"))
                && "after".equals(((Element) children.get(1)).getAttribute("id"))
                && elements(children.get(1)).isEmpty();
        if (!inside) {
            return "it leaves its container";
        }
        List<String> tree = new ArrayList<>();
        elements(children.get(0)).forEach(child -> describe(child, tree));
        List<String> written = written(html);
        return tree.equals(written) ? "" : "a browser reads\n" + tree + "\nwhere is written\n" + written;
    }

    private static Document parse(String page) {
        HtmlDocumentBuilder builder = new HtmlDocumentBuilder(XmlViolationPolicy.ALLOW);
        try {
            return builder.parse(new InputSource(new StringReader(page)));
        } catch (SAXException e) {
            throw new IllegalStateException(page, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Node> elements(Node parent) {
        List<Node> elements = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element) {
                elements.add(child);
            } else if (parent.getLocalName().equals("body")
                    && !child.getTextContent().isBlank()) {
                elements.add(parent);
            }
        }
        return elements;
    }

    private static void describe(Node element, List<String> tree) {
        String name = element.getLocalName();
        tree.add(name);
        elements(element).forEach(child -> describe(child, tree));
        if (!VOID.contains(" " + name + " ")) {
            tree.add("/" + name);
        }
    }

    private static List<String> written(String html) {
        List<String> tags = new ArrayList<>();
        Matcher tag = TAG.matcher(html.replaceAll("\"[^\"]*\"", "\"\""));
        while (tag.find()) {
            tags.add(tag.group(1) + tag.group(2));
        }
        return tags;
    }
}
