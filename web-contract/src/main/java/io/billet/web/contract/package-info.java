/**
 * What a blog does over HTTP, written once as tests: extend {@link io.billet.web.contract.HttpContract} for a server.
 */
@NullMarked
package io.billet.web.contract;

import org.jspecify.annotations.NullMarked;
