package io.billet.examples.renderer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RendererOnlyMainTest {

    @Test
    void it_writes_a_page_with_the_public_part_and_the_comment(@TempDir Path folder) throws Exception {
        Path page = folder.resolve("page.html");

        RendererOnlyMain.main(new String[] {page.toString()});

        assertThat(Files.readString(page))
                .contains("<title>Pourquoi une bibliothèque\u202f?</title>", "«\u00a0pas à côté\u00a0»\u202f;")
                .contains("&lt;script&gt;", "rel=\"nofollow ugc noopener\"")
                .doesNotContain("réservée aux abonnés", "<script>");
    }
}
