/** An application of somebody's that has everything, and knows nothing of a blog. */
package io.billet.spring.hosts.full;
