package io.billet.engine.broken.internal;

public class Hidden {}
