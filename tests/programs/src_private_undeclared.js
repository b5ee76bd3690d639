class Secret {
  reveal() {
    return this.#secret;
  }
}
