package io.billet.engine.internal.subscription;

import io.billet.core.EmailAddress;
import io.billet.core.InvalidValueException;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import io.billet.engine.ImportOptions;
import io.billet.engine.ImportedSubscriber;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where what stands in a file of subscribers, by the names that Ghost and listmonk give their columns. */
public final class SubscriberColumns {

    /** {@code 2022-01-02T03:04:05.678Z}, {@code …+01:00}, {@code …+00} as PostgreSQL writes it, with or without a time or offset. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private static final Pattern LOOSE =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[T ] *([0-9:.]+) *([+-]\\d\\d):?(\\d\\d)?");

    private final Map<String, Integer> places;
    private final ImportOptions options;

    private SubscriberColumns(Map<String, Integer> places, ImportOptions options) {
        this.places = places;
        this.options = options;
    }

    /**
     * Finds them.
     *
     * @throws IllegalArgumentException if there is no address, or no time
     */
    public static SubscriberColumns of(Optional<CsvRows.Row> header, ImportOptions options) {
        List<String> names = header.map(CsvRows.Row::values).orElse(List.of());
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            places.putIfAbsent(names.get(i).strip().toLowerCase(Locale.ROOT), i);
        }
        require(places, "email");
        if (options.since().isEmpty()) {
            require(places, "created_at");
        }
        return new SubscriberColumns(places, options);
    }

    private static void require(Map<String, Integer> places, String name) {
        if (!places.containsKey(name)) {
            throw new IllegalArgumentException(
                    "the first line names no column " + name + ": it needs email and created_at, separated by commas");
        }
    }

    private String text(CsvRows.Row row, String name) {
        return row.value(places.getOrDefault(name, -1)).strip();
    }

    /** Returns whether they want mail where they come from. */
    public boolean wantsMail(CsvRows.Row row) {
        String status = text(row, "status");
        boolean isSubscribed = Stream.of("subscribed_to_emails", "subscribed")
                .map(name -> text(row, name))
                .noneMatch(value -> value.equalsIgnoreCase("false") || value.equals("0"));
        return isSubscribed
                && text(row, "deleted_at").isEmpty()
                && (status.isEmpty() || status.equalsIgnoreCase("enabled"));
    }

    /** Returns who stands in a row. */
    public ImportedSubscriber subscriber(CsvRows.Row row) {
        return new ImportedSubscriber(
                EmailAddress.of(text(row, "email")),
                Optional.of(text(row, "name")).filter(name -> !name.isEmpty()),
                language(row),
                options.labels() ? labels(row) : List.of(),
                since(row),
                options.source());
    }

    private LanguageTag language(CsvRows.Row row) {
        String tag = text(row, "language");
        return tag.isEmpty() ? options.language() : LanguageTag.of(tag);
    }

    private List<Label> labels(CsvRows.Row row) {
        return Stream.of(text(row, "labels").split(",", -1))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .map(Label::of)
                .distinct()
                .toList();
    }

    private Instant since(CsvRows.Row row) {
        String text = text(row, "created_at");
        if (text.isEmpty() && options.since().isPresent()) {
            return options.since().get();
        }
        try {
            TemporalAccessor time =
                    TIME.parseBest(standard(text), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (time instanceof OffsetDateTime exact) {
                return exact.toInstant();
            }
            LocalDateTime local = time instanceof LocalDateTime dateTime
                    ? dateTime
                    : LocalDate.from(time).atStartOfDay();
            return local.toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw InvalidValueException.malformed(
                    "ImportedSubscriber", "created_at", "a time of ISO 8601", text.length() + " characters");
        }
    }

    /** With a T before the time and a colon in the offset; an offset of whole hours, as PostgreSQL writes it, with minutes. */
    private static String standard(String time) {
        Matcher parts = LOOSE.matcher(time);
        return parts.matches()
                ? parts.group(1) + "T" + parts.group(2) + parts.group(3) + ":"
                        + Optional.ofNullable(parts.group(4)).orElse("00")
                : time.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) +", "$1T");
    }
}
