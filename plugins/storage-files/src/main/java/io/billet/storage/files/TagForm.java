package io.billet.storage.files;

import io.billet.core.Image;
import io.billet.core.InvalidValueException;
import io.billet.core.Slug;
import io.billet.core.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a tag's file. */
final class TagForm implements NamedFolder.Form<Tag> {

    @Override
    public Tag read(Slug slug, FrontMatter fields) throws MalformedFileException {
        return checked(
                fields,
                () -> new Tag(
                        slug, text(fields, "name").orElse(slug.value()), text(fields, "description"), image(fields)));
    }

    @Override
    public FrontMatter write(Tag tag, FrontMatter fields) {
        return withImage(with(fields.with("name", tag.name()), "description", tag.description()), tag.image());
    }

    /** What reads a model, which may refuse a value. */
    interface Reading<T> {
        T read();
    }

    static <T> T checked(FrontMatter fields, Reading<T> reading) throws MalformedFileException {
        try {
            return reading.read();
        } catch (InvalidValueException e) {
            int line = fields.entry(e.object().equals("Image") ? "image" : e.field())
                    .map(FrontMatter.Entry::line)
                    .orElse(1);
            throw new MalformedFileException(line, String.valueOf(e.getMessage()));
        }
    }

    static Optional<String> text(FrontMatter fields, String name) {
        return fields.value(name).map(FieldValues::text).filter(text -> !text.isBlank());
    }

    static Optional<Image> image(FrontMatter fields) {
        return fields.value("image")
                .flatMap(value -> value instanceof Map<?, ?> map
                        ? FieldValues.part(map, "image")
                                .map(source -> new Image(
                                        source, FieldValues.part(map, "alt").orElse("")))
                        : Optional.of(new Image(FieldValues.text(value), "")));
    }

    static FrontMatter with(FrontMatter fields, String name, Optional<?> value) {
        return value.isPresent() ? fields.with(name, value.get()) : fields.without(name);
    }

    static FrontMatter withImage(FrontMatter fields, Optional<Image> image) {
        return with(fields, "image", image.map(each -> Map.of("image", each.source(), "alt", each.description())));
    }

    static List<String> links(FrontMatter fields) throws MalformedFileException {
        Optional<FrontMatter.Entry> field = fields.entry("links");
        return field.isPresent() ? FieldValues.texts(field.get()) : List.of();
    }
}
