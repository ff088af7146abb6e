package io.billet.core;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What every model says to Jackson, so that version 2 and version 3 print the same with their default settings:
 * absent values are left out, unknown properties are passed over. Properties are the record's components; no model has a
 * method named {@code get...} or {@code is...}, which would be one more. (Hiding getters by visibility hides a record's
 * own accessors too.)
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@JacksonAnnotationsInside
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@JsonIgnoreProperties(ignoreUnknown = true)
@interface JsonModel {}
