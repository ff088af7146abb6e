package io.billet.storage.files;

import io.billet.core.Author;
import io.billet.core.HttpUrl;
import io.billet.core.Slug;
import java.util.List;
import java.util.Optional;

/** The fields of an author's file. */
final class AuthorForm implements NamedFolder.Form<Author> {

    @Override
    public Author read(Slug slug, FrontMatter fields) throws MalformedFileException {
        List<String> links = TagForm.links(fields);
        return TagForm.checked(
                fields,
                () -> new Author(
                        slug,
                        TagForm.text(fields, "name").orElse(slug.value()),
                        TagForm.text(fields, "description"),
                        links.stream().map(HttpUrl::of).toList(),
                        TagForm.image(fields)));
    }

    @Override
    public FrontMatter write(Author author, FrontMatter fields) {
        List<String> links = author.links().stream().map(Object::toString).toList();
        FrontMatter named = TagForm.with(fields.with("name", author.name()), "description", author.description());
        FrontMatter linked = TagForm.with(named, "links", links.isEmpty() ? Optional.empty() : Optional.of(links));
        return TagForm.withImage(linked, author.image());
    }
}
