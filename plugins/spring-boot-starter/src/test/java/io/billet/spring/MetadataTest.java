package io.billet.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Editors complete the properties, and say what each of them means. */
class MetadataTest {

    private static final Pattern PROPERTY = Pattern.compile("\\{\\s*\"name\": \"(billet[^\"]*)\",([^{}]*)\\}");

    @Test
    void names_every_property_with_its_type_and_a_sentence() throws IOException {
        List<String> described = new ArrayList<>();
        Matcher property = PROPERTY.matcher(read("META-INF/spring-configuration-metadata.json"));
        while (property.find()) {
            if (property.group(2).contains("\"description\"")) {
                assertThat(property.group(2)).as(property.group(1)).contains("\"type\"");
                described.add(property.group(1));
            }
        }

        assertThat(described).containsAll(names("billet", BilletProperties.class));
        assertThat(described)
                .contains(
                        "billet.base-url",
                        "billet.jdbc.table-prefix",
                        "billet.security.own-csrf-guard",
                        "billet.looks.navigation",
                        "billet.looks.logo.source",
                        "billet.csp.allow");
    }

    /** As Boot writes them. */
    private static List<String> names(String prefix, Class<?> properties) {
        List<String> names = new ArrayList<>();
        for (RecordComponent component : properties.getRecordComponents()) {
            String name = prefix + "."
                    + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (component.getType().isRecord()) {
                names.addAll(names(name, component.getType()));
            } else {
                names.add(name);
            }
        }
        return names;
    }

    @Test
    void every_auto_configuration_that_is_named_is_there() throws IOException {
        assertThat(read("META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports")
                        .lines())
                .hasSize(9)
                .allSatisfy(name -> assertThat(MetadataTest.class.getResource("/" + name.replace('.', '/') + ".class"))
                        .as(name)
                        .isNotNull());
    }

    private static String read(String resource) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(BilletProperties.class.getResourceAsStream("/" + resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
