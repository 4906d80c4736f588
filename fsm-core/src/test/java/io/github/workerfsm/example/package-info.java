/**
 * Machines of others, as an embedder would write them; the README quotes them. Nothing here is used
 * by the product.
 */
package io.github.workerfsm.example;
