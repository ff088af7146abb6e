/** What the adapters to different servers have in common. */
@NullMarked
package io.billet.web.internal.adapter;

import org.jspecify.annotations.NullMarked;
