declare module '*.mdx' {
  const page: () => unknown;
  export default page;
}

declare module '*.css?inline' {
  const text: string;
  export default text;
}
