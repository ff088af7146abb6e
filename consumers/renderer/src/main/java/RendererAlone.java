import io.billet.core.LanguageTag;
import io.billet.renderer.MarkdownRenderer;

/** Markdown to safe HTML, with nothing but the renderer. */
final class RendererAlone {

    public static void main(String[] none) {
        String html = MarkdownRenderer.comment()
                .render("Un *mot*. <script>alert(1)</script>", LanguageTag.FRENCH)
                .html();
        if (!html.contains("<em>mot</em>") || html.contains("<script")) {
            throw new AssertionError(html);
        }
        try {
            Class.forName("io.billet.engine.Blog");
            throw new AssertionError("the renderer has brought the engine");
        } catch (ClassNotFoundException e) {
            System.out.println("The renderer alone: " + html.strip());
        }
    }
}
