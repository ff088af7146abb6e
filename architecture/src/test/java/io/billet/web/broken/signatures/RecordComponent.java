package io.billet.web.broken.signatures;

import java.util.Map;
import org.h2.broken.H2Type;

/** Shows a type that should be hidden. */
public record RecordComponent(Map<String, H2Type> component) {}
