package com.vladsch.broken;

/** Stands for a type of a library that Billet hides. */
public class FlexmarkType {}
