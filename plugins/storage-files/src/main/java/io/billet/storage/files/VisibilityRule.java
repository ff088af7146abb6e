package io.billet.storage.files;

import io.billet.core.Audience;
import io.billet.core.InvalidValueException;
import io.billet.core.Label;
import io.billet.storage.files.Visibility.Doubt;
import io.billet.storage.files.Visibility.Standing;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may read an article from the words of its front matter: the one rule for files as they are read and for
 * files that are taken over from elsewhere. Each field can only take readers away; of several the strictest counts, in
 * whatever order they stand. What is not understood in such a field takes all readers away and is a {@link Doubt}.
 *
 * <p>What the generators mean by their fields: Hugo's {@code draft}, {@code publishDate}, {@code expiryDate} and
 * {@code build}; Zola's {@code draft} and {@code render}; Jekyll's and Hexo's {@code published}; JBake's, Nikola's and
 * WordPress's {@code status}; Ghost's {@code visibility} and {@code tiers}; Grav's {@code access}; Docusaurus's
 * {@code unlisted}; Eleventy's {@code permalink: false}; Obsidian's {@code publish}.
 */
final class VisibilityRule {

    private static final Audience PAID = Audience.labelled(Label.of("paid"));

    private static final Set<String> WRITTEN_BESIDE_SCHEDULED = Set.of("draft", "published");

    /** What Material for MkDocs hides of a page. */
    private static final Set<String> PARTS_OF_A_PAGE =
            Set.of("navigation", "toc", "footer", "path", "tags", "feedback");

    private final ZoneId zone;
    private Standing standing = Standing.OPEN;
    private @Nullable Statement by;
    private Audience audience = Audience.EVERYONE;
    private Optional<Instant> from = Optional.empty();
    private Optional<Instant> until = Optional.empty();
    private @Nullable Statement wantsTiers;
    private boolean hasTiers;
    private final List<Doubt> doubts = new ArrayList<>();

    private VisibilityRule(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * @param file an article's
     * @param zone where days begin, and times are that name no offset
     * @return who may read it
     * @throws MalformedFileException if a label, or a time before which nobody may read it, is not one
     */
    static Visibility of(ArticleFile file, ZoneId zone) throws MalformedFileException {
        return withUnread(file, of(file.header(), zone));
    }

    private static Visibility withUnread(ArticleFile file, Visibility visibility) {
        return file.unread()
                .flatMap(UnreadHeader::doubt)
                .map(visibility::withheld)
                .orElse(visibility);
    }

    /** Billet itself writes {@code draft: true} beside {@code status: scheduled}, for those who do not know that word. */
    static Visibility of(FrontMatter header, ZoneId zone) throws MalformedFileException {
        boolean scheduledByUs = header.entry(Seal.FIELD).isPresent()
                && header.value("status").filter("scheduled"::equals).isPresent();
        List<Statement> statements = header.entries().stream()
                .filter(entry -> !(scheduledByUs && WRITTEN_BESIDE_SCHEDULED.contains(entry.name())))
                .flatMap(Statement::in)
                .toList();
        return of(statements, zone);
    }

    /**
     * Says what a section says of all in it, which is nothing of times.
     *
     * @param section the file of a section
     * @return who may read what lies below it
     * @throws MalformedFileException if a label, or a time before which nobody may read it, is not one
     */
    static Visibility ofSection(ArticleFile section) throws MalformedFileException {
        Visibility visibility = of(Sections.handedOn(section.header()).toList(), ZoneOffset.UTC);
        return withUnread(section, visibility);
    }

    /**
     * @param statements all fields of an article; those that do not decide who may read are passed over
     * @param zone       where days begin, and times are that name no offset
     * @return who may read it
     * @throws MalformedFileException if a label, or a time before which nobody may read it, is not one
     */
    static Visibility of(List<Statement> statements, ZoneId zone) throws MalformedFileException {
        VisibilityRule rule = new VisibilityRule(zone);
        for (Statement statement : statements) {
            rule.hear(statement);
        }
        if (rule.wantsTiers != null && !rule.hasTiers) {
            rule.withhold(rule.wantsTiers);
        }
        return new Visibility(
                rule.standing,
                Optional.ofNullable(rule.by),
                rule.audience,
                rule.from,
                rule.until,
                List.copyOf(rule.doubts));
    }

    private void hear(Statement said) throws MalformedFileException {
        if (said.isUnopened()) {
            withhold(said);
        }
        Optional<VisibilityField> field = said.visibilityField();
        if (field.isEmpty()) {
            return;
        }
        if (field.get() != VisibilityField.BUILD && said.isPartOf(field.get())) {
            part(said, field.get());
            return;
        }
        switch (field.get()) {
            case DRAFT_IF_YES, HIDDEN_IF_YES, UNLISTED_IF_YES ->
                yesOrNo(said, true, () -> stricter(Standing.DRAFT, said));
            case DRAFT_IF_NO, HIDDEN_IF_NO -> yesOrNo(said, false, () -> stricter(Standing.DRAFT, said));
            case ARCHIVED_IF_YES -> yesOrNo(said, true, () -> stricter(Standing.ARCHIVED, said));
            case MEMBERS_IF_YES -> yesOrNo(said, true, () -> narrower(Audience.MEMBERS, said));
            case PAID_IF_YES -> yesOrNo(said, true, () -> narrower(PAID, said));
            case HIDDEN_IF_SAID -> hiddenIfSaid(said);
            case STATUS -> status(said);
            case AUDIENCE, TIERS -> audienceOrFault(said, field.get());
            case STARTS -> starts(FieldValues.time(said.field(), said.value(), said.line(), zone));
            case ENDS -> ends(said);
            case BUILD -> build(said);
            case ADDRESS ->
                FieldValues.yesOrNo(said.value())
                        .filter(yes -> !yes && !(said.value() instanceof Number))
                        .ifPresent(no -> stricter(Standing.DRAFT, said));
            case HIDE -> hide(said);
            case TYPE ->
                VisibilityWord.of(FieldValues.text(said.value()))
                        .filter(VisibilityWord.DRAFT::equals)
                        .ifPresent(word -> stricter(Standing.DRAFT, said));
        }
    }

    private void part(Statement said, VisibilityField field) {
        switch (field) {
            case ADDRESS, HIDE, TYPE -> {}
            default -> withhold(said);
        }
    }

    private void yesOrNo(Statement said, boolean effective, Runnable effect) {
        Optional<Boolean> answer = FieldValues.yesOrNo(said.value());
        if (answer.isEmpty()) {
            withhold(said);
        } else if (answer.get() == effective) {
            effect.run();
        }
    }

    /** Generators take an empty password for none. */
    private void hiddenIfSaid(Statement said) {
        if (!said.value().equals("")) {
            stricter(Standing.DRAFT, said);
        }
    }

    private void status(Statement said) {
        Optional<VisibilityWord> word =
                said.value() instanceof String text ? VisibilityWord.of(text) : Optional.empty();
        if (word.isEmpty()) {
            withhold(said);
            return;
        }
        switch (word.get()) {
            case PUBLIC, LIVE -> {}
            case SCHEDULED -> stricter(Standing.SCHEDULED, said);
            case ARCHIVED -> stricter(Standing.ARCHIVED, said);
            case DRAFT -> stricter(Standing.DRAFT, said);
            case EVERYONE, MEMBERS, PAID, TIERS -> withhold(said);
        }
    }

    private void audienceOrFault(Statement said, VisibilityField field) throws MalformedFileException {
        try {
            audience(said, field);
        } catch (InvalidValueException e) {
            throw new MalformedFileException(said.line(), String.valueOf(e.getMessage()));
        }
    }

    private void audience(Statement said, VisibilityField field) {
        if (said.value() instanceof Map<?, ?> map && map.size() == 1 && map.get("labels") instanceof List<?> labels) {
            narrower(labelled(labels), said);
        } else if (said.value() instanceof List<?> list && !list.isEmpty()) {
            labels(said, list, field);
        } else if (said.value() instanceof String text && text.contains(",")) {
            labels(said, List.of(text.split(",", -1)), field);
        } else if (said.value() instanceof String text && !text.isBlank()) {
            audience(said, text, field);
        } else {
            withhold(said);
        }
    }

    private void audience(Statement said, String text, VisibilityField field) {
        Optional<VisibilityWord> word = VisibilityWord.of(text);
        if (word.isEmpty() && field == VisibilityField.TIERS) {
            labels(said, List.of(text), field);
        } else if (word.isEmpty()) {
            withhold(said, "; a label stands in a list, [...]");
        } else {
            switch (word.get()) {
                case PUBLIC, EVERYONE -> {}
                case MEMBERS -> narrower(Audience.MEMBERS, said);
                case PAID -> narrower(PAID, said);
                case TIERS -> wantsTiers = said;
                case ARCHIVED -> stricter(Standing.ARCHIVED, said);
                case DRAFT -> stricter(Standing.DRAFT, said);
                case LIVE, SCHEDULED -> withhold(said);
            }
        }
    }

    /** In a list words such as {@code members} are labels like others, which nobody bears by chance. */
    private void labels(Statement said, List<?> list, VisibilityField field) {
        boolean hidden = list.stream()
                .flatMap(each -> VisibilityWord.of(FieldValues.text(each)).stream())
                .anyMatch(word -> word == VisibilityWord.DRAFT || word == VisibilityWord.ARCHIVED);
        boolean odd = list.stream().anyMatch(each -> each instanceof Collection<?> || each instanceof Boolean);
        if (hidden) {
            stricter(Standing.DRAFT, said);
        } else if (odd) {
            withhold(said);
        } else {
            hasTiers = hasTiers || field == VisibilityField.TIERS;
            narrower(labelled(list), said);
        }
    }

    /** Some write a tier as a table with a name. */
    private static Audience labelled(List<?> list) {
        return new Audience.Labelled(list.stream()
                .limit(Label.MAX_PER_OBJECT + 1L)
                .map(each -> Label.of(FieldValues.nameOf(each).strip()))
                .toList());
    }

    private void starts(Instant start) {
        from = Optional.of(from.filter(start::isBefore).orElse(start));
    }

    private void ends(Statement said) {
        Optional<Instant> end = FieldValues.time(said.value(), zone);
        if (end.isPresent()) {
            until = Optional.of(until.filter(end.get()::isAfter).orElse(end.get()));
        } else if (VisibilityField.plain(said.field()).endsWith("unpublish")) {
            yesOrNo(said, true, () -> stricter(Standing.DRAFT, said));
        } else if (!said.value().equals("")) {
            withhold(said);
        }
    }

    /** Hugo: what has no page, or is left out of lists, is not in a blog. */
    private void build(Statement said) {
        if (said.value() instanceof Map<?, ?> map) {
            said.parts(map).forEach(this::buildOption);
        } else if (said.isPartOf(VisibilityField.BUILD)) {
            buildOption(said);
        } else {
            withhold(said);
        }
    }

    private void buildOption(Statement said) {
        String option = VisibilityField.plain(said.innermost());
        if (!option.equals("render") && !option.equals("list")) {
            return;
        }
        switch (VisibilityField.plain(FieldValues.text(said.value()))) {
            case "always", "true" -> {}
            case "never", "false", "link", "local" -> stricter(Standing.DRAFT, said);
            default -> withhold(said);
        }
    }

    private void hide(Statement said) {
        boolean partsOnly = said.value() instanceof List<?> parts
                && parts.stream().map(FieldValues::text).allMatch(PARTS_OF_A_PAGE::contains);
        if (!partsOnly) {
            yesOrNo(said, true, () -> stricter(Standing.DRAFT, said));
        }
    }

    private void stricter(Standing said, Statement statement) {
        if (said.compareTo(standing) > 0) {
            standing = said;
            by = statement;
        }
    }

    /** Of two lists of labels those count that are in both. */
    private void narrower(Audience said, Statement statement) {
        if (audience instanceof Audience.Labelled some && said instanceof Audience.Labelled others) {
            List<Label> both =
                    some.labels().stream().filter(others.labels()::contains).toList();
            if (both.isEmpty()) {
                withhold(statement, ", beside another field that is for others");
            } else {
                audience = new Audience.Labelled(both);
            }
        } else if (!(audience instanceof Audience.Labelled)) {
            audience = said instanceof Audience.Everyone ? audience : said;
        }
    }

    private void withhold(Statement said) {
        withhold(said, "");
    }

    private void withhold(Statement said, String why) {
        stricter(Standing.DRAFT, said);
        if (said.visibilityField().filter(VisibilityField::isOfAudience).isPresent()) {
            // Whoever takes it over from here and publishes it shows it to members at most.
            audience = audience instanceof Audience.Everyone ? Audience.MEMBERS : audience;
        }
        doubts.add(new Doubt(
                said.line(),
                "the field " + said.field() + " decides who may read, and what it says is not understood" + why
                        + ": nobody may"));
    }
}
