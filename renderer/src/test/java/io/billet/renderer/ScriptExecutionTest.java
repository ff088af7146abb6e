package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.billet.core.LanguageTag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loads what the presets made of the attacks in a real browser, clicks every link and button, and counts the scripts that
 * ran. The same page with the attacks as they are is the control: there scripts do run.
 */
class ScriptExecutionTest {

    private static final Pattern RESULT = Pattern.compile("<pre id=\"fired\">(\\d+)</pre>");
    private static final String HEAD = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><script>"
            + "var fired=0;window.alert=window.confirm=window.prompt=function(){fired++};"
            + "</script></head><body>\n";
    private static final String FOOT = "\n<script>addEventListener('load',function(){setTimeout(function(){"
            + "document.querySelectorAll('*').forEach(function(e){"
            + "['mouseover','mouseenter','focus','pointerover','toggle','animationstart'].forEach(function(t){"
            + "try{e.dispatchEvent(new Event(t))}catch(x){}});"
            + "if(e.tagName=='A'||e.tagName=='BUTTON'){e.removeAttribute('target');try{"
            + "if(e.tagName!='A'||e.protocol=='javascript:')e.click()}catch(x){}}});"
            + "setTimeout(function(){document.body.innerHTML='<pre id=\"fired\">'+fired+'</pre>'},300)},300)})</script>"
            + "</body></html>";

    private static Optional<Path> browser = Optional.empty();

    @TempDir
    private Path folder;

    @BeforeAll
    static void a_browser_is_at_hand() {
        browser = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        if (browser.isEmpty()) {
            System.err.println("SKIPPED: no Chromium on this machine; whether scripts run is not tried in a browser");
        }
    }

    @Test
    void no_script_runs_in_what_the_presets_made_of_the_attacks() throws Exception {
        assumeTrue(browser.isPresent());
        List<String> attacks = new ArrayList<>(Attacks.ours());
        Attacks.corpora().ifPresent(attacks::addAll);
        StringBuilder page = new StringBuilder();
        Attacks.RENDERERS
                .values()
                .forEach(renderer -> attacks.forEach(attack -> page.append("<div>")
                        .append(renderer.render(attack, LanguageTag.ENGLISH).html())
                        .append("</div>\n")));

        assertThat(scriptsRunBy(page.toString())).isZero();
    }

    @Test
    void scripts_do_run_in_the_attacks_as_they_are() throws Exception {
        assumeTrue(browser.isPresent());

        assertThat(scriptsRunBy("<img src=x onerror=alert(1)><a href=\"javascript:alert(1)\">x</a>"))
                .isGreaterThanOrEqualTo(2);
        assertThat(scriptsRunBy(Attacks.ours().stream()
                        .filter(attack -> attack.startsWith("<img") || attack.startsWith("<a "))
                        .reduce("", (page, attack) -> page + "<div>" + attack + "</div>\n")))
                .isGreaterThan(15);
    }

    private int scriptsRunBy(String body) throws IOException, InterruptedException {
        Path page = folder.resolve("page.html");
        Files.writeString(page, HEAD + body + FOOT);
        Path dump = folder.resolve("dump.html");
        Process process = new ProcessBuilder(
                        browser.orElseThrow().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--host-resolver-rules=MAP * ~NOTFOUND",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--virtual-time-budget=10000",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(dump.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        assertThat(ended).as("the browser ended").isTrue();
        String dom = Files.readString(dump, StandardCharsets.UTF_8);
        Matcher result = RESULT.matcher(dom);
        assertThat(result.find())
                .as("the page came to its end: %s", dom.substring(0, Math.min(500, dom.length())))
                .isTrue();
        return Integer.parseInt(result.group(1));
    }
}
