package io.billet.spring;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;

/**
 * One of the application's blogs.
 *
 * @param name     by which properties and beans tell it from others; empty if it is the only one
 * @param settings what the properties say of it
 * @param siblings the names of the others
 */
record NamedBlog(String name, BilletProperties settings, Set<String> siblings) {

    /** The blog whose beans bear no name of its own. */
    static NamedBlog only(BilletProperties settings) {
        return new NamedBlog("", settings, Set.of());
    }

    boolean isOnly() {
        return name.isEmpty();
    }

    /**
     * Returns the name of a bean of it: {@code billetBlogHandler}, or {@code newsBlogHandler} of the blog {@code news}.
     *
     * @param suffix such as {@code BlogHandler}
     */
    String bean(String suffix) {
        return isOnly() ? "billet" + suffix : words().get(0) + capitals(1) + suffix;
    }

    /** By which a container tells its requests from others. */
    String servlet() {
        return isOnly() ? "billetServlet" : "billetServlet-" + name;
    }

    boolean isAtRoot() {
        return settings.path().isEmpty();
    }

    private List<String> words() {
        return List.of(name.split("-"));
    }

    private String capitals(int from) {
        return words().stream()
                .skip(from)
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    /**
     * Returns what serves this blog: a bean of its name ({@code newsMailer}), else one of no blog's name, the application's before the
     * starter's.
     *
     * @param suffix of the name, such as {@code Mailer}
     */
    <T> @Nullable T find(ListableBeanFactory beans, Class<T> type, String suffix) {
        if (isOnly()) {
            return beans.getBeanProvider(type).getIfAvailable();
        }
        if (beans.containsBean(bean(suffix))) {
            return beans.getBean(bean(suffix), type);
        }
        Set<String> shared = new LinkedHashSet<>(List.of(beans.getBeanNamesForType(type)));
        boolean areAllShared = !shared.removeIf(bean -> isOfAnother(bean, suffix));
        if (shared.size() > 1) {
            areAllShared &= !shared.remove("billet" + suffix);
        }
        if (areAllShared) {
            // The primary one, if there are several.
            return beans.getBeanProvider(type).getIfAvailable();
        }
        if (shared.size() > 1) {
            throw new NoUniqueBeanDefinitionException(type, shared);
        }
        return shared.isEmpty() ? null : beans.getBean(shared.iterator().next(), type);
    }

    private boolean isOfAnother(String bean, String suffix) {
        return siblings.stream()
                .anyMatch(sibling ->
                        new NamedBlog(sibling, settings, Set.of()).bean(suffix).equals(bean));
    }

    /** Sets it, if there is one. */
    <T> void given(ListableBeanFactory beans, Class<T> type, String suffix, Consumer<T> setting) {
        T found = find(beans, type, suffix);
        if (found != null) {
            setting.accept(found);
        }
    }

    /** Of what belongs to one of several blogs, only its own. */
    boolean isServedBy(Object part) {
        return !(part instanceof OfOneBlog own) || own.blog().equals(name);
    }

    /** A part that the starter makes for each blog. */
    interface OfOneBlog {
        /** Returns the name of the blog. */
        String blog();
    }
}
