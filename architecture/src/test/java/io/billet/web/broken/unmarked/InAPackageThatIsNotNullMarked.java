package io.billet.web.broken.unmarked;

/** Its package says nothing about null. */
public final class InAPackageThatIsNotNullMarked {}
